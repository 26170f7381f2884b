// The page: defines the element, and nothing else. All of the view is the element's.
import "./define.js";
