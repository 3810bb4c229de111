// Thumbnails: frames that are made when they come near the window, a few at a
// time, and taken away when they are far from it. A browser needs some 30 ms
// for each sandboxed frame.

import { h } from "./dom.js";

const atOnce = 4; // frames that load at the same time; more would keep other requests waiting
const near = "300px 0px";

export class Thumbs {
  /** scroller is the element that the thumbnails scroll in. */
  constructor(scroller) {
    this.waiting = new Set();
    this.loading = new Set();
    this.observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) isIntersecting ? this.come(target) : this.go(target);
      this.load();
    }, { root: scroller, rootMargin: near });
  }

  /** thumb makes the thumbnail of what is at an address. */
  thumb(address, revision) {
    const box = h("div", { class: "thumb" });
    Object.assign(box, { address, revision, near: false, shown: "", frame: null });
    this.observer.observe(box);
    return box;
  }

  /** renew loads a thumbnail again if it has another revision now. */
  renew(box, revision) {
    box.revision = revision;
    if (box.near) this.come(box);
    this.load();
  }

  /** clear forgets all thumbnails. */
  clear() {
    this.observer.disconnect();
    this.waiting.clear();
    this.loading.clear();
  }

  come(box) {
    box.near = true;
    if (box.shown !== box.revision) this.waiting.add(box);
  }

  go(box) {
    box.near = false;
    box.shown = "";
    box.frame = null;
    box.replaceChildren();
    this.waiting.delete(box);
    this.loading.delete(box);
  }

  load() {
    for (const box of this.waiting) {
      if (this.loading.size >= atOnce) return;
      if (this.loading.has(box)) continue; // its newer revision comes after this one
      this.waiting.delete(box);
      this.loading.add(box);
      this.fill(box);
    }
  }

  /** fill shows the frame once it is loaded, in place of the one before. */
  fill(box) {
    box.shown = box.revision;
    const frame = h("iframe", { sandbox: "", tabindex: "-1", "aria-hidden": "true", title: "", scrolling: "no", class: "next",
      src: box.address + "&n=" + box.revision });
    frame.addEventListener("load", () => {
      if (frame.parentNode !== box) return;
      frame.className = "";
      while (frame.previousSibling) frame.previousSibling.remove(); // a frame that moves would load again
      this.loading.delete(box);
      this.load();
    }, { once: true });
    box.append(frame);
  }
}
