// A mail in a sandboxed frame.

import { h } from "./dom.js";

/** Sheet loads the next version of a mail behind the one that is shown, which it
 * replaces when it is there, so that nothing flickers. */
export class Sheet {
  constructor(title) {
    this.title = title;
    this.caption = h("p", { class: "caption", hidden: true });
    this.frames = h("div", { class: "frames" });
    this.element = h("div", { class: "sheet" }, this.caption, this.frames);
  }

  /** show loads an address, unless it is there or on its way. */
  show(address, caption) {
    this.element.hidden = false;
    this.caption.textContent = caption;
    this.caption.hidden = !caption;
    if (address === this.address) return;
    this.address = address;
    this.next?.remove();
    const next = h("iframe", { sandbox: "", title: this.title, class: "next", src: address });
    next.addEventListener("load", () => this.swap(next), { once: true });
    this.next = next;
    this.frames.append(next);
  }

  swap(next) {
    if (next !== this.next) return;
    const focused = this.frame && document.activeElement === this.frame;
    next.className = "";
    this.frame?.remove();
    this.frame = next;
    this.next = null;
    if (focused) next.focus({ preventScroll: true });
  }

  hide() {
    this.element.hidden = true;
    this.address = "";
    this.next?.remove();
    this.frame?.remove();
    this.next = this.frame = null;
  }
}
