//! Rejects drawings with numbers that a PDF cannot contain.

use resvg::tiny_skia::{Rect, Transform};
use resvg::usvg::{Group, Node, Paint, Path, Stroke, Tree};

use super::{SvgError, invalid};

/// The largest number in a drawing. Integers in a PDF are below 2^31 (ISO 19005-2 §6.1.13), and larger
/// numbers fail in the renderer.
const LARGEST: f32 = 1e9;

/// Checks the numbers of all shapes, including those that are never drawn.
pub fn check(tree: &Tree) -> Result<(), SvgError> {
    let (width, height) = (tree.size().width(), tree.size().height());
    match fits(&[width, height, 1.0 / width, 1.0 / height]) && group(tree.root()) {
        true => Ok(()),
        false => Err(invalid("a coordinate is larger than 1,000,000,000")),
    }
}

fn fits(numbers: &[f32]) -> bool {
    numbers.iter().all(|number| number.abs() <= LARGEST)
}

fn group(parent: &Group) -> bool {
    transform(parent.abs_transform()) && parent.children().iter().all(node)
}

fn node(node: &Node) -> bool {
    let mut fine = match node {
        Node::Group(inner) => group(inner),
        Node::Path(inner) => path(inner),
        Node::Text(text) => group(text.flattened()),
        Node::Image(image) => transform(image.abs_transform()) && bounds(image.abs_bounding_box()),
    };
    // Patterns, masks, clipping paths and filters.
    node.subroots(|root| fine = fine && group(root));
    fine
}

fn path(path: &Path) -> bool {
    let paints = [path.fill().map(|fill| fill.paint()), path.stroke().map(|it| it.paint())];
    transform(path.abs_transform())
        && bounds(path.data().bounds())
        && bounds(path.abs_stroke_bounding_box())
        && path.stroke().is_none_or(stroke)
        && paints.into_iter().flatten().all(paint)
}

fn stroke(stroke: &Stroke) -> bool {
    fits(&[stroke.width().get(), stroke.miterlimit().get(), stroke.dashoffset()])
        && fits(stroke.dasharray().unwrap_or_default())
}

fn paint(paint: &Paint) -> bool {
    match paint {
        Paint::Color(_) => true,
        Paint::LinearGradient(it) => {
            fits(&[it.x1(), it.y1(), it.x2(), it.y2()]) && transform(it.transform())
        }
        Paint::RadialGradient(it) => {
            fits(&[it.fx(), it.fy(), it.fr().get(), it.cx(), it.cy(), it.r().get()])
                && transform(it.transform())
        }
        Paint::Pattern(it) => bounds(it.rect().to_rect()) && transform(it.transform()),
    }
}

fn transform(transform: Transform) -> bool {
    let Transform { sx, kx, ky, sy, tx, ty } = transform;
    fits(&[sx, kx, ky, sy, tx, ty])
}

fn bounds(bounds: Rect) -> bool {
    fits(&[bounds.left(), bounds.top(), bounds.right(), bounds.bottom()])
}
