// The script of the worker that worker.js starts: takes one call at a time and answers it. As shipped it holds all that
// it needs and imports nothing: the other side sends it the compiled module and the bytes of the other files.

import { answer } from "./answer.js";

addEventListener("message", async ({ data }) => postMessage(await answer(data)));
