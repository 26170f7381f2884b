// The engine as the functions need it: without the view.

import * as bindings from "./bindings.js";
import { MODULE } from "./module.js";

export const FUNCTIONS = { bindings, file: MODULE, hasView: false };
