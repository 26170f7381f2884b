//! What a sentence earns: a linear model and boosted trees over its features, added up.
//!
//! The weights are learnt (`cargo xtask train`, see `models/MODEL_CARD.md`) and compiled in: they are a few kilobytes,
//! and a summary is there before the model of names has arrived.
//!
//! # Section `rank`
//!
//! | bytes | what |
//! | --- | --- |
//! | 1 | number of features, [`features::COUNT`] |
//! | 2 × features | weights of the linear model, thousandths, signed |
//! | 1 | depth of the trees |
//! | 2 | number of trees |
//! | for each tree | its splits from the root down, level by level: the feature (1) and the cut in thousandths (2); then its leaves from left to right, ten-thousandths, signed (2) |
//!
//! A sentence goes right at a split when its feature is no less than the cut.

use super::features::{self, Vector};
use crate::error::Error;
use crate::model::{File, Reader, Tag, corrupt};
use std::sync::OnceLock;

/// The section's name.
pub const SECTION: Tag = *b"rank";

/// The deepest trees that a section may hold.
const MAX_DEPTH: u8 = 8;

/// The learnt weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranker {
    weights: Vec<f32>,
    trees: Vec<Tree>,
}

/// A complete tree: the children of split `i` are `2i + 1` and `2i + 2`.
#[derive(Debug, Clone, PartialEq)]
struct Tree {
    splits: Vec<(usize, f32)>,
    leaves: Vec<f32>,
}

impl Ranker {
    /// The weights that newsgloss ships with.
    pub fn shipped() -> &'static Ranker {
        static SHIPPED: OnceLock<Ranker> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let file = include_bytes!("../../models/summary.model");
            Ranker::read(file).expect("the weights that are compiled in are whole")
        })
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    ///
    /// Those of [`File::open`], and `ModelCorrupt` if the section is missing or is made for other features.
    pub fn read(file: &[u8]) -> Result<Self, Error> {
        let mut section = File::open(file)?.section(SECTION)?;
        if usize::from(section.u8()?) != features::COUNT {
            return Err(corrupt("the ranker's weights are for other features"));
        }
        let weights = (0..features::COUNT).map(|_| section.i16().map(thousandths)).collect::<Result<_, _>>()?;
        let depth = section.u8()?;
        if depth > MAX_DEPTH {
            return Err(corrupt("the ranker's trees are too deep"));
        }
        let trees = (0..section.u16()?).map(|_| read_tree(&mut section, depth)).collect::<Result<_, _>>()?;
        section.finish()?;
        Ok(Ranker { weights, trees })
    }

    /// The weights of the linear part, one for each feature.
    pub(super) fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// What a sentence earns: any number, the more the better. Only differences within one article mean something: one
    /// more makes a sentence e times as likely to be the one that an editor would have chosen.
    pub(super) fn score(&self, vector: &Vector) -> f32 {
        let linear: f32 = self.weights.iter().zip(vector).map(|(weight, value)| weight * value).sum();
        linear + self.trees.iter().map(|tree| tree.score(vector)).sum::<f32>()
    }
}

impl Tree {
    fn score(&self, vector: &Vector) -> f32 {
        let mut node = 0;
        while let Some(&(feature, cut)) = self.splits.get(node) {
            node = 2 * node + 1 + usize::from(vector[feature] >= cut);
        }
        self.leaves[node - self.splits.len()]
    }
}

fn read_tree(section: &mut Reader<'_>, depth: u8) -> Result<Tree, Error> {
    let leaves = 1_usize << depth;
    let splits = (1..leaves).map(|_| read_split(section)).collect::<Result<_, _>>()?;
    let leaves = (0..leaves).map(|_| section.i16().map(|leaf| f32::from(leaf) / 10_000.0)).collect::<Result<_, _>>()?;
    Ok(Tree { splits, leaves })
}

fn read_split(section: &mut Reader<'_>) -> Result<(usize, f32), Error> {
    let feature = usize::from(section.u8()?);
    if feature >= features::COUNT {
        return Err(corrupt("a tree of the ranker asks for a feature that there is none of"));
    }
    Ok((feature, thousandths(section.i16()?)))
}

fn thousandths(value: i16) -> f32 {
    f32::from(value) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    #[test]
    fn the_shipped_weights_are_read_and_put_the_opening_first() {
        let mut opening = [0.0; features::COUNT];
        opening[features::Feature::NearTop as usize] = 1.0;
        assert!(Ranker::shipped().score(&opening) > Ranker::shipped().score(&[0.0; features::COUNT]));
    }

    #[test]
    fn damage_is_told() {
        let file = include_bytes!("../../models/summary.model");
        assert_eq!(Ranker::read(&file[..file.len() - 1]).unwrap_err().code(), ErrorCode::ModelCorrupt);
        assert_eq!(Ranker::read(b"").unwrap_err().code(), ErrorCode::ModelFormat);
    }
}
