// Measures dev servers of mail templates: from the start of the process to the
// first mail, and from the save of a template to a mail that has the change.
//
//   CHROMIUM=/usr/bin/chromium node measure.mjs [STARTS] [SAVES]
//
// A browser, which runs already, shows the page of one mail; a time ends when the
// mail in it has the words that are waited for. The tools take turns. All listen on
// this computer only.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const starts = Number(process.argv[2] ?? 5);
const saves = Number(process.argv[3] ?? 10);
const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), "billet-preview-"));
const word = "Hello"; // in the template of each
const limit = 60_000; // ms

/** tools are what is measured. args gives the command line for a port. */
function tools() {
  const billet = join(work, "billet");
  execFileSync("go", ["build", "-o", billet, "./cmd/billet"], { cwd: join(here, "..", "..") });
  const one = join(work, "one"), many = join(work, "many");
  execFileSync(billet, ["init", one, "--only", "signup"], { stdio: "ignore" });
  execFileSync(billet, ["init", many], { stdio: "ignore" });
  multiply(join(many, "templates"));
  const server = (name, dir) => ({
    name, file: join(dir, "templates", "signup", "en.md"), cwd: work, path: "/?view=mail&template=signup&event=signup&locale=en&sample=plain",
    command: billet, args: (port) => ["-C", dir, "preview", "--addr", "127.0.0.1:" + port],
  });
  const node = (name, cwd, file, path, script, args) => ({
    name, file: join(cwd, file), cwd, path, command: process.execPath,
    args: (port) => ["--require", join(here, "loopback.cjs"), join(here, "node_modules", script), ...args(port)],
  });
  return [
    server("billet preview, 1 template", one),
    server("billet preview, 51 templates", many),
    node("react-email dev, 1 template", project("react"), "emails/signup.jsx", "/preview/signup", "react-email/dist/cli/index.mjs", (port) => ["dev", "--port", port]),
    node("maizzle dev, 1 template", project("maizzle"), "emails/signup.vue", "/emails/signup", "@maizzle/framework/bin/maizzle.mjs", (port) => ["dev", "--port", port]),
  ];
}

/** multiply makes three templates of each, with words of their own. */
function multiply(dir) {
  for (const name of readdirSync(dir)) {
    for (const n of [2, 3]) {
      mkdirSync(join(dir, `${name}_${n}`));
      for (const file of readdirSync(join(dir, name))) {
        let [head, words] = readFileSync(join(dir, name, file), "utf8").split(/\n---\n([^]*)/);
        if (!head.includes("events:")) head += `\nevents: [${name}]`;
        writeFileSync(join(dir, `${name}_${n}`, file), `${head}\n---\n${words}\n\nThis is the variant ${n} of ${name}.\n`);
      }
    }
  }
}

/** project is a copy of a folder here, with its node_modules. */
function project(name) {
  const dir = join(work, name);
  cpSync(join(here, name), dir, { recursive: true });
  symlinkSync(join(here, "node_modules"), join(dir, "node_modules"));
  writeFileSync(join(dir, "package.json"), JSON.stringify({ private: true, type: "module" }));
  return dir;
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** answers waits until a server answers at all. */
async function answers(address, since) {
  while (performance.now() - since < limit) {
    if (await fetch(address).then(() => true, () => false)) return;
    await wait(5);
  }
  throw new Error("it does not answer");
}

/** textOf is the text of a frame; none of one that was just replaced. */
async function textOf(frame) {
  try {
    return await frame.evaluate("document.body?.textContent ?? ''");
  } catch {
    return "";
  }
}

/** shown waits until the page, or a frame in it, has the words, and gives the milliseconds. */
async function shown(page, words, since) {
  while (performance.now() - since < limit) {
    for (const frame of page.frames()) {
      if (frame !== page.mainFrame() && (await textOf(frame)).includes(words)) return performance.now() - since;
    }
    await wait(5);
  }
  throw new Error("no mail with " + words + " is shown");
}

/** measure starts a tool once, and saves its template a number of times. */
async function measure(tool, saves, browser) {
  const text = readFileSync(tool.file, "utf8");
  const port = await freePort();
  const address = `http://127.0.0.1:${port}${tool.path}`;
  let output = "";
  const begin = performance.now();
  const child = spawn(tool.command, tool.args(port), { cwd: tool.cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const ended = new Promise((done) => child.on("exit", done));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => { output += data; });
  const page = await browser.newPage();
  try {
    await answers(address, begin);
    page.goto(address).catch(() => {}); // what is shown counts
    tool.started.push(await shown(page, word, begin));
    for (let n = 0; n < saves; n++) {
      await wait(n === 0 ? 10_000 : 2000); // until the page is at rest
      const begin = performance.now();
      writeFileSync(tool.file, text.replace(word, "Number" + n));
      tool.saved.push(await shown(page, "Number" + n, begin));
    }
  } catch (error) {
    throw new Error(`${tool.name}: ${error.message}\n${output}`);
  } finally {
    writeFileSync(tool.file, text);
    await page.close();
    stop(child, "SIGINT");
    await Promise.race([ended, wait(5000)]);
    stop(child, "SIGKILL");
  }
}

/** stop ends a process and those that it has started. */
function stop(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch { /* they have ended */ }
}

/** summary is the median, and the least and the most. */
function summary(list) {
  const sorted = list.toSorted((a, b) => a - b).map(Math.round);
  return `${sorted[Math.floor(sorted.length / 2)]} (${sorted[0]}–${sorted.at(-1)})`;
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" "),
});
try {
  const all = tools().map((tool) => ({ ...tool, started: [], saved: [] }));
  for (let round = 1; round <= starts; round++) {
    for (const tool of all) await measure(tool, round === starts ? saves : 0, browser);
  }
  console.log("| | start to first mail, ms | save to new mail, ms |\n|---|---:|---:|");
  for (const { name, started, saved } of all) console.log(`| ${name} | ${summary(started)} | ${summary(saved)} |`);
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
