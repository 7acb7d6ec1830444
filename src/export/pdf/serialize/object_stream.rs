//! Object streams (ISO 32000-1 §7.5.7).

use std::sync::Arc;

use lopdf::Object;

use super::deflated;
use super::syntax::{write_integer, write_object};
use crate::cache::{Cache, Key};
use crate::export::ExportError;

/// An object for an object stream.
#[derive(Clone, Copy)]
pub enum Packed<'a> {
    Object(&'a Object),
    /// The bytes of an object, and the key of the objects that were written with it.
    Written(&'a [u8], Option<Key>),
}

/// A compressed object stream (§7.5.7): pairs of object numbers and offsets, then the objects.
#[derive(Clone)]
pub struct ObjectStream {
    /// The number of objects.
    pub count: usize,
    /// The offset of the first object.
    pub first: usize,
    pub deflated: Arc<Vec<u8>>,
}

impl ObjectStream {
    /// The stream of some objects. If all of them are kept, their bytes are only needed when an earlier build has
    /// not packed the same.
    pub fn of(objects: &[(u32, Packed)], cache: &Cache) -> Result<ObjectStream, ExportError> {
        match key_of(objects).filter(|_| cache.keeps()) {
            Some(key) => cache.try_get(|| key, || ObjectStream::new(objects, Cache::NONE)),
            None => ObjectStream::new(objects, cache),
        }
    }

    fn new(objects: &[(u32, Packed)], cache: &Cache) -> Result<ObjectStream, ExportError> {
        let (mut places, mut bodies) = (Vec::new(), Vec::new());
        for (number, object) in objects {
            write_integer(&mut places, i64::from(*number));
            places.push(b' ');
            write_integer(&mut places, bodies.len() as i64);
            places.push(b' ');
            match object {
                Packed::Object(object) => write_object(&mut bodies, object),
                Packed::Written(bytes, _) => bodies.extend_from_slice(bytes),
            }
            bodies.push(b' ');
        }
        let first = places.len();
        places.append(&mut bodies);
        let deflated = Arc::new(deflated(&places, cache)?);
        Ok(ObjectStream { count: objects.len(), first, deflated })
    }
}

/// The key of some objects: those of what they were written with, and their numbers. `None` if any has no key.
fn key_of(objects: &[(u32, Packed)]) -> Option<Key> {
    let of = |packed: &Packed| match packed {
        Packed::Object(_) => None,
        Packed::Written(_, key) => *key,
    };
    let together = objects.chunk_by(|(_, one), (_, next)| of(one) == of(next));
    let together = together.map(|objects| {
        let (number, packed) = objects.first()?;
        Some((of(packed)?, number, objects.len()))
    });
    let together: Vec<_> = together.collect::<Option<_>>()?;
    Some(Key::new("object stream", together))
}
