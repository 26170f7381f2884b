//! How near the top a sentence stands: news tells what matters first.

/// After how many sentences the prior has fallen to a half.
const HALF: f32 = 3.0;

/// The prior of the sentence at `index` among those of the article, from 0: 1 for the first.
pub(super) fn prior(index: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "beyond 2^24 sentences the prior is nothing")]
    let index = index as f32;
    HALF / (HALF + index)
}
