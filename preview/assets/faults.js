// Shows faults with their source lines and a caret.

import { h } from "./dom.js";

/** faultList shows faults, or a word that there are none. more says more of one. */
export function faultList(faults, none = "No faults.", more = () => null) {
  if (faults.length === 0) return h("p", { class: "empty" }, none);
  return h("ul", { class: "faults" }, faults.map((fault) => faultItem(fault, more(fault))));
}

function faultItem(fault, more) {
  const place = fault.line ? `${fault.file}:${fault.line}:${fault.column}` : fault.file;
  return h("li", { class: "fault " + fault.severity },
    h("p", {}, h("span", { class: fault.severity === "error" ? "mark bad" : "mark warn" }, fault.severity === "error" ? "fault" : "warning"), " ", h("strong", {}, fault.message)),
    fault.help && h("p", { class: "soft" }, fault.help),
    h("p", { class: "place" }, place, place && fault.code ? " · " : "", fault.code),
    fault.lines.length > 0 && source(fault), more);
}

/** source shows the lines around the fault, scrolled to its caret. */
function source(fault) {
  const pre = h("pre", { tabindex: "0", "aria-label": "Source" }, fault.lines.flatMap((line) => sourceLine(fault, line)));
  requestAnimationFrame(() => {
    const caret = pre.querySelector(".caret b");
    if (caret) pre.scrollLeft = Math.max(0, caret.getBoundingClientRect().right - pre.getBoundingClientRect().right + 24);
  });
  return pre;
}

function sourceLine(fault, line) {
  if (line.number !== fault.line) return [h("span", { "data-number": line.number }, line.text || " ")];
  const characters = [...line.text];
  const end = fault.end_line === fault.line ? fault.end_column : characters.length + 1;
  const before = characters.slice(0, fault.column - 1).map((c) => (c === "\t" ? "\t" : " ")).join("");
  return [
    h("span", { class: "here", "data-number": line.number }, line.text || " "),
    h("span", { class: "caret", "data-number": "", "aria-hidden": "true" }, before, h("b", {}, "^".repeat(Math.max(1, end - fault.column)))),
  ];
}
