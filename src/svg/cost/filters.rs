//! What filters cost.

use resvg::usvg::filter::{Filter, Kind, Primitive};

use super::{Canvas, Cost};

/// Operations for each pixel, compared with filling it: measured, rounded up.
const BLUR: f64 = 20.0;
const LIGHT: f64 = 20.0;
const NOISE: f64 = 40.0;
const OTHER: f64 = 4.0;

impl Canvas {
    /// A filter on this layer; `scale` is pixels per unit of the filter.
    pub(super) fn filter(&self, filter: &Filter, scale: f64) -> Cost {
        let mut cost = Cost::default();
        for primitive in filter.primitives() {
            cost.then(self.primitive(primitive, scale));
        }
        // The result of each step is kept, beside three bitmaps for the current one.
        cost.live += self.pixels * (filter.primitives().len() + 3) as f64;
        cost
    }

    fn primitive(&self, primitive: &Primitive, scale: f64) -> Cost {
        let per_pixel = match primitive.kind() {
            Kind::GaussianBlur(_) | Kind::DropShadow(_) => BLUR,
            Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => LIGHT,
            Kind::Turbulence(noise) => NOISE * f64::from(noise.num_octaves()),
            Kind::Morphology(it) => {
                let side = |radius: f32| f64::from(radius) * scale * 2.0 + 1.0;
                let (across, down) = (side(it.radius_x().get()), side(it.radius_y().get()));
                (across * down).min(self.pixels)
            }
            Kind::ConvolveMatrix(it) => it.matrix().data().len() as f64 * OTHER,
            Kind::Merge(it) => it.inputs().len() as f64 * OTHER,
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
            | Kind::Tile(_) => OTHER,
        };
        Cost { work: self.pixels * per_pixel, live: 0.0 }
    }
}
