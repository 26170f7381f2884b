//! The boundary: what JavaScript may call, and nothing else.
