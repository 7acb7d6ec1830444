//! The costs of filters.

use resvg::usvg::filter::{Filter, Kind, Primitive};

use super::{Canvas, Cost};

/// Steps for a pixel of simple filters. Most of it is the conversion of colours.
const SIMPLE: f64 = 75.0;
/// Steps for a pixel of a filter by one or more inputs.
const INPUT: f64 = 30.0;
/// Steps for a pixel of a box blur.
const BLUR: f64 = 160.0;
/// Steps for a pixel of a blur by less than [`SHARP_PX`], which is computed exactly.
const SHARP_BLUR: f64 = 380.0;
/// The standard deviation in pixels up to which a blur is computed exactly.
const SHARP_PX: f64 = 2.0;
/// Steps for a pixel of lighting.
const LIGHT: f64 = 120.0;
/// Steps for a pixel of noise, once and for each octave.
const NOISE: f64 = 200.0;
const OCTAVE: f64 = 120.0;
/// Steps for a pixel and each value of a convolution matrix.
const CONVOLUTION: f64 = 10.0;
/// Steps for a filter of any size.
const FILTER: f64 = 10_000.0;

impl Canvas {
    /// A filter on this layer; `scale` is pixels per unit of the filter.
    pub(super) fn filter(&self, filter: &Filter, scale: f64) -> Cost {
        let mut cost = Cost::default();
        for primitive in filter.primitives() {
            cost.then(self.primitive(primitive, scale));
        }
        // The result of each step is kept, in addition to three bitmaps for the current one.
        cost.live += self.pixels * (filter.primitives().len() + 3) as f64;
        cost
    }

    fn primitive(&self, primitive: &Primitive, scale: f64) -> Cost {
        let blur = |x: f32, y: f32| {
            let sharp = f64::from(x.max(y)) * scale <= SHARP_PX;
            if sharp { SHARP_BLUR } else { BLUR }
        };
        let per_pixel = match primitive.kind() {
            Kind::GaussianBlur(it) => blur(it.std_dev_x().get(), it.std_dev_y().get()),
            Kind::DropShadow(it) => blur(it.std_dev_x().get(), it.std_dev_y().get()) + SIMPLE,
            Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => LIGHT,
            Kind::Turbulence(noise) => NOISE + OCTAVE * f64::from(noise.num_octaves()),
            Kind::Morphology(it) => {
                let side = |radius: f32| f64::from(radius) * scale * 2.0 + 1.0;
                let (across, down) = (side(it.radius_x().get()), side(it.radius_y().get()));
                SIMPLE + (across * down).min(self.pixels)
            }
            Kind::ConvolveMatrix(it) => SIMPLE + it.matrix().data().len() as f64 * CONVOLUTION,
            Kind::Merge(it) => it.inputs().len() as f64 * INPUT,
            Kind::Image(it) => {
                let mut cost = self.group(it.root());
                cost.during(self.pixels);
                return cost;
            }
            Kind::Blend(_)
            | Kind::ColorMatrix(_)
            | Kind::ComponentTransfer(_)
            | Kind::Composite(_)
            | Kind::DisplacementMap(_)
            | Kind::Flood(_)
            | Kind::Offset(_)
            | Kind::Tile(_) => SIMPLE,
        };
        Cost { work: self.pixels * per_pixel + FILTER, live: 0.0 }
    }
}
