//! `cargo xtask outline`: the outline of the world's land, for the view's map.
//!
//! It is made from `land-110m.json` of the npm package `world-atlas` (ISC), which is Natural Earth's (public domain), and
//! kept in the repository: it changes once in ten years.

use crate::arguments::Arguments;
use crate::failure::{Context, Failure, Outcome};
use crate::paths;
use newsgloss::entity::link::globe::{HEIGHT, WIDTH, project};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// Land that lies wholly south of this is left out: nothing in the news is there, and it would take a fifth of the map.
const SOUTH: f64 = -60.0;

/// `cargo xtask outline`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let arguments = Arguments::read(arguments, &["from"])?;
    let from = arguments.last("from").ok_or_else(|| {
        Failure::new("--from is missing").hint("it takes the file land-110m.json of the npm package world-atlas")
    })?;
    let bytes = paths::read(Path::new(from))?;
    let atlas: Value = serde_json::from_slice(&bytes).doing(|| format!("reading {from}"))?;
    let rings = rings(&atlas).ok_or_else(|| Failure::new(format!("{from} is not a topology with land")))?;
    let path: String = rings.iter().filter(|ring| ring.iter().any(|(lat, _)| *lat > SOUTH)).map(|r| draw(r)).collect();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\"><!-- Natural Earth (public domain) \
         by way of world-atlas (ISC), drawn by cargo xtask outline --><path d=\"{path}\"/></svg>\n"
    );
    let out = paths::root().join("www/world.svg");
    paths::write(&out, &svg)?;
    println!("{}: {} bytes", out.display(), svg.len());
    Ok(())
}

/// The rings of the land: degrees of latitude and longitude.
fn rings(atlas: &Value) -> Option<Vec<Vec<(f64, f64)>>> {
    let arcs: Vec<Vec<(f64, f64)>> =
        atlas["arcs"].as_array()?.iter().map(|arc| read_arc(atlas, arc)).collect::<Option<_>>()?;
    let mut rings = Vec::new();
    for geometry in atlas["objects"]["land"]["geometries"].as_array()? {
        let polygons = match geometry["type"].as_str()? {
            "Polygon" => vec![&geometry["arcs"]],
            "MultiPolygon" => geometry["arcs"].as_array()?.iter().collect(),
            _ => return None,
        };
        for ring in polygons.into_iter().flat_map(|polygon| polygon.as_array().into_iter().flatten()) {
            let mut points = Vec::new();
            for index in ring.as_array()? {
                // One's complement: the arc the other way around.
                let index = index.as_i64()?;
                let arc = arcs.get(usize::try_from(if index < 0 { !index } else { index }).ok()?)?;
                if index < 0 { points.extend(arc.iter().rev()) } else { points.extend(arc) }
            }
            rings.extend(uncut(&points));
        }
    }
    Some(rings)
}

/// A ring as it lies on the map: one that crosses the edge, where the longitude jumps by a whole turn, lies there twice,
/// once at either side, each time only as far as the edge.
fn uncut(ring: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut turns = 0.0;
    let mut before = ring.first().map_or(0.0, |point| point.1);
    let mut straight = Vec::with_capacity(ring.len());
    for &(lat, lon) in ring {
        turns += if lon - before > 180.0 {
            -360.0
        } else if lon - before < -180.0 {
            360.0
        } else {
            0.0
        };
        before = lon;
        straight.push((lat, lon + turns));
    }
    let at_edge = |point: &(f64, f64)| point.1.abs() >= 180.0;
    let sides = [0.0, 360.0, -360.0].map(|turn| -> Vec<(f64, f64)> {
        let side: Vec<_> = straight.iter().map(|&(lat, lon)| (lat, (lon + turn).clamp(-180.0, 180.0))).collect();
        // What lies on the other side is pressed flat against the edge: of each such stretch the ends are enough.
        let inner = |at: usize| at > 0 && at + 1 < side.len() && side[at - 1..=at + 1].iter().all(at_edge);
        (0..side.len()).filter(|&at| !inner(at)).map(|at| side[at]).collect()
    });
    sides.into_iter().filter(|side| !side.iter().all(at_edge)).collect()
}

/// The points of an arc, which holds each as its distance from the one before, in steps of the topology's grid.
fn read_arc(atlas: &Value, arc: &Value) -> Option<Vec<(f64, f64)>> {
    let grid = |what: &str, at: usize| atlas["transform"][what][at].as_f64();
    let (scale, shift) = ((grid("scale", 0)?, grid("scale", 1)?), (grid("translate", 0)?, grid("translate", 1)?));
    let (mut x, mut y) = (0.0, 0.0);
    let mut points = Vec::new();
    for step in arc.as_array()? {
        x += step[0].as_f64()?;
        y += step[1].as_f64()?;
        points.push((y * scale.1 + shift.1, x * scale.0 + shift.0));
    }
    Some(points)
}

/// A ring as a closed path in whole units; nothing if it is smaller than that.
fn draw(ring: &[(f64, f64)]) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "on the map")]
    let points = ring.iter().map(|&(lat, lon)| project(lat, lon)).map(|(x, y)| (x.round() as i64, y.round() as i64));
    let mut points: Vec<(i64, i64)> = points.collect();
    points.dedup();
    let mut path = String::new();
    let mut at = (0, 0);
    for (index, &(x, y)) in points.iter().enumerate() {
        let space = if index == 0 {
            "M"
        } else if index == 1 {
            "l"
        } else if x < at.0 {
            ""
        } else {
            " "
        };
        let (dx, dy) = (x - at.0, y - at.1);
        write!(path, "{space}{dx}{}{dy}", if dy < 0 { "" } else { " " }).expect("writing to a string");
        at = (x, y);
    }
    if points.len() < 4 {
        return String::new();
    }
    // The first point is written as it is; the path comes back to it by itself.
    path + "z"
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_topology_is_drawn_ring_by_ring() {
        let square = json!([[0, 0], [10, 0], [0, 10], [-10, 0]]);
        let back = json!([[0, 0], [0, 10]]);
        let atlas = json!({
            "transform": { "scale": [2.0, 1.0], "translate": [0.0, 0.0] },
            "arcs": [square, back],
            "objects": { "land": { "geometries": [{ "type": "Polygon", "arcs": [[0, -2]] }] } },
        });
        let rings = rings(&atlas).unwrap();
        assert_eq!(rings.len(), 1);
        assert_eq!(rings[0][..4], [(0.0, 0.0), (0.0, 20.0), (10.0, 20.0), (10.0, 0.0)]);
        assert_eq!(rings[0].last(), Some(&(0.0, 0.0)));
        assert_eq!(draw(&rings[0]), "M500 260l56 0-1-32-55 0 0 32z");
        // A ring over the edge is drawn at both.
        let sides = uncut(&[(0.0, 170.0), (0.0, -170.0), (10.0, -170.0), (10.0, 170.0), (0.0, 170.0)]);
        assert_eq!(
            sides,
            [
                [(0.0, 170.0), (0.0, 180.0), (10.0, 180.0), (10.0, 170.0), (0.0, 170.0)],
                [(0.0, -180.0), (0.0, -170.0), (10.0, -170.0), (10.0, -180.0), (0.0, -180.0)],
            ]
        );
        assert_eq!(draw(&[(0.0, 0.0), (0.0, 0.1), (0.1, 0.0), (0.0, 0.0)]), "");
    }
}
