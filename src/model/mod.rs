//! The model file: what training learnt, in a form that is checked before it is believed.
