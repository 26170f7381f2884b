//! Where points of the globe lie on a flat map.

use super::Point;

/// The map's width from one side to the other, in its own units.
pub const WIDTH: f64 = 1000.0;

/// The map's height from pole to pole.
pub const HEIGHT: f64 = 520.0;

/// Where degrees lie on a map of the world, from the left and from the top.
///
/// The Natural Earth projection (Patterson, 2008), by the polynomials of Šavrič, Jenny, Patterson, Petrovič and Hurni,
/// "A Polynomial Equation for the Natural Earth Projection", 2011.
pub fn project(lat: f64, lon: f64) -> (f64, f64) {
    let (y, x) = (lat.to_radians(), lon.to_radians());
    let (y2, y4) = (y * y, y * y * y * y);
    let across = x * (0.8707 - 0.131_979 * y2 + y4 * (-0.013_791 + y4 * (0.003_971 * y2 - 0.001_529 * y4)));
    let up = y * (1.007_226 + y2 * (0.015_085 + y4 * (-0.044_475 + 0.028_874 * y2 - 0.005_916 * y4)));
    // The equator is as long as half the circle is, less the share that the projection takes off.
    let unit = WIDTH / (2.0 * 0.8707 * std::f64::consts::PI);
    (WIDTH / 2.0 + across * unit, HEIGHT / 2.0 - up * unit)
}

impl Point {
    /// Where it lies on a map of the world: see [`project`].
    pub fn on_map(self) -> (f64, f64) {
        project(f64::from(self.lat) / 100.0, f64::from(self.lon) / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_lie_where_an_atlas_has_them() {
        let near = |lat, lon, expected: (f64, f64)| {
            let (x, y) = project(lat, lon);
            assert!((x - expected.0).abs() < 0.5 && (y - expected.1).abs() < 0.5, "{lat} {lon}: {x} {y}");
        };
        near(0.0, 0.0, (500.0, 260.0));
        near(0.0, 180.0, (1000.0, 260.0));
        near(0.0, -180.0, (0.0, 260.0));
        // A pole is a line, a little more than half as long as the equator.
        near(90.0, 0.0, (500.0, 0.0));
        let (left, right) = (project(90.0, -180.0).0, project(90.0, 180.0).0);
        assert!(((right - left) / WIDTH - 0.5504).abs() < 0.001, "{left} {right}");
        assert_eq!(Point { lat: 4323, lon: 7692 }.on_map(), project(43.23, 76.92));
    }
}
