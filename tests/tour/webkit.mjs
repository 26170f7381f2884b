// WebKit, by WebKitGTK's driver, which speaks the classic WebDriver only. It has no log to read, so that errors are those
// that the page hears of itself. `cargo xtask matrix` runs it, on a screen that Xvfb makes.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

import { tour } from "./tour.mjs";

const KEYS = { Escape: "\ue00c", Enter: "\ue007", Tab: "\ue004" };

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A screen that nobody sees: the process that makes it, and its number, which that tells. */
async function screen() {
  const server = spawn(process.env.NEWSGLOSS_XVFB, ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const [number] = await once(server.stdout, "data");
  return { server, display: `:${String(number).trim()}` };
}

/** Asks until the driver answers, which it does a moment after it has been started. */
async function patiently(request) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await request();
    } catch (error) {
      if (tries > 200 || error.cause?.code !== "ECONNREFUSED") throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

tour("WebKit", async () => {
  const [port, { server, display }] = await Promise.all([freePort(), screen()]);
  const driver = spawn(process.env.NEWSGLOSS_WEBKIT, [`--port=${port}`], { stdio: "ignore", env: { ...process.env, DISPLAY: display } });
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const { sessionId } = await patiently(() => call("POST", "", { capabilities: { alwaysMatch: {} } }));
  const post = (path, body) => call("POST", `/${sessionId}${path}`, body);
  await post("/timeouts", { script: 60_000, pageLoad: 60_000 });
  await post("/window/rect", { width: 1280, height: 900 });
  const evaluate = async (expression) => {
    const script = `const done = arguments[0]; (async () => (${expression}))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await post("/execute/async", { script, args: [] });
    if (error) throw new Error(error);
    return value;
  };
  const point = (actions) => post("/actions", { actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }] });
  const move = (x, y) => ({ type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) });
  return {
    open: (url) => post("/url", { url }),
    evaluate,
    move: (x, y) => point([move(x - 1, y), move(x, y)]),
    click: (x, y) => point([move(x, y), { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }]),
    press: (key) => post("/actions", { actions: [{ type: "key", id: "keys", actions: ["keyDown", "keyUp"].map((type) => ({ type, value: KEYS[key] ?? key })) }] }),
    said: () => [],
    close: async () => {
      await call("DELETE", `/${sessionId}`).catch(() => {});
      driver.kill();
      server.kill();
    },
  };
});
