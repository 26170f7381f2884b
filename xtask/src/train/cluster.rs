//! Dividing vectors into classes (k-means: Lloyd, "Least squares quantization in PCM", 1982).

use super::optimise::Random;

/// How many times the centres are moved.
const ROUNDS: usize = 10;

/// Numbers that are summed side by side: a fixed order of addition that the compiler can use vector registers for.
const LANES: usize = 16;

/// Makes vectors of one length, about their common centre, so that only their direction counts.
pub(super) fn normalise(vectors: &mut [Vec<f32>]) {
    let centre = mean(vectors.iter());
    for vector in vectors {
        vector.iter_mut().zip(&centre).for_each(|(number, centre)| *number -= centre);
        let length = dot(vector, vector).sqrt().max(f32::MIN_POSITIVE);
        vector.iter_mut().for_each(|number| *number /= length);
    }
}

/// The class of each vector, of so many at most.
pub(super) fn classes(vectors: &[&[f32]], count: usize) -> Vec<usize> {
    let mut random = Random::new(0x2545_F491_4F6C_DD1D);
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    random.shuffle(&mut order);
    let mut centres: Vec<Vec<f32>> = order.iter().take(count).map(|&at| vectors[at].to_vec()).collect();
    let mut classes = nearest(vectors, &centres);
    for _ in 0..ROUNDS {
        for (class, centre) in centres.iter_mut().enumerate() {
            let members = vectors.iter().zip(&classes).filter(|(_, of)| **of == class).map(|(vector, _)| *vector);
            let moved = mean(members);
            // A class that lost its last member keeps its centre.
            if !moved.is_empty() {
                *centre = moved;
            }
        }
        classes = nearest(vectors, &centres);
    }
    classes
}

fn nearest(vectors: &[&[f32]], centres: &[Vec<f32>]) -> Vec<usize> {
    let halves: Vec<f32> = centres.iter().map(|centre| dot(centre, centre) / 2.0).collect();
    let class = |vector: &&[f32]| {
        let closeness = centres.iter().zip(&halves).map(|(centre, half)| dot(vector, centre) - half);
        closeness.enumerate().fold((0, f32::MIN), |best, (at, close)| if close > best.1 { (at, close) } else { best }).0
    };
    vectors.iter().map(class).collect()
}

/// The mean of the vectors; empty if there is none.
fn mean<V: AsRef<[f32]>>(vectors: impl Iterator<Item = V>) -> Vec<f32> {
    let mut sum: Vec<f32> = Vec::new();
    let mut count = 0.0;
    for vector in vectors {
        sum.resize(vector.as_ref().len(), 0.0);
        sum.iter_mut().zip(vector.as_ref()).for_each(|(sum, number)| *sum += number);
        count += 1.0;
    }
    sum.iter_mut().for_each(|number| *number /= count);
    sum
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for lane in 0..LANES {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest = a.chunks_exact(LANES).remainder().iter().zip(b.chunks_exact(LANES).remainder());
    lanes.iter().sum::<f32>() + rest.map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_like_with_like() {
        let mut vectors: Vec<Vec<f32>> = (0..40)
            .map(|at| {
                let mut vector = vec![0.01 * (at % 7) as f32; 20];
                vector[if at % 2 == 0 { 3 } else { 17 }] += 1.0;
                vector
            })
            .collect();
        normalise(&mut vectors);
        let vectors: Vec<&[f32]> = vectors.iter().map(Vec::as_slice).collect();
        let classes = classes(&vectors, 2);
        assert!((0..40).all(|at| (classes[at] == classes[0]) == (at % 2 == 0)));
        assert!((dot(vectors[5], vectors[5]) - 1.0).abs() < 1e-5);
    }
}
