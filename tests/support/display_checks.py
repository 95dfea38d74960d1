"""What a hall display must hold, measured in the browser: letters in millimetres, contrast, nothing cut."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from hallenwart_contract.display import Panel

CAP_EM = 0.672
_TEXTS = """() => {
  const part = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * part(r / 255) + 0.7152 * part(g / 255) + 0.0722 * part(b / 255);
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] === undefined || colour[3] > 0) return colour;
    }
    return [0, 0, 0];
  };
  const found = [];
  const walker = document.createTreeWalker(document.querySelector(".stage"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || element.closest(".vh, video")) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    const [a, b] = [light(rgb(style.color)), light(below)].sort((x, y) => y - x);
    const row = element.closest(".line") !== null && element.closest(".fit") === null;
    const green = below.slice(0, 3).join() === "35,127,82";
    const said = { text: node.textContent.trim().slice(0, 30), px: parseFloat(style.fontSize), row, green };
    found.push({ ...said, contrast: (a + 0.05) / (b + 0.05) });
  }
  return found;
}"""
_OVERFLOW = """() => {
  const found = [];
  const boxes = ["MAIN", "SECTION", "FOOTER", "OL", "TABLE"];
  for (const e of document.querySelectorAll(".stage *")) {
    if (e.closest("svg") && e.tagName !== "svg") continue;
    if (e.closest(".vh, video") || e.classList.contains("wander")) continue;
    const box = e.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const name = `${e.tagName}.${e.getAttribute("class")} "${e.textContent.trim().slice(0, 24)}"`;
    const much = e.tagName === "MAIN" ? 8 : 2;
    if (box.bottom > innerHeight + much || box.right > innerWidth + much || box.top < -much || box.left < -much)
      found.push(`${name} outside: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
    if (!boxes.includes(e.tagName)) continue;
    for (const inner of e.querySelectorAll("p, div, tr, li, img, svg.qr, table")) {
      const { bottom, right, height } = inner.getBoundingClientRect();
      if (height && (bottom > box.bottom + much || right > box.right + much)) found.push(`${name} hides ${inner.tagName}`);
    }
  }
  if (document.querySelector(".turn-90, .turn-270, .turn-180")) return found;
  const parts = [...document.querySelectorAll(".board > *, .alarm > *, .line")];
  const named = parts.map((e) => [`${e.tagName}.${e.className}`, e.getBoundingClientRect()]);
  named.slice(1).forEach(([name, { top }], i) => {
    const [before, { bottom }] = named[i];
    if (before.startsWith("TR") === name.startsWith("TR") && bottom > top + 2) found.push(`${before} runs into ${name}`);
  });
  return found;
}"""


def overflow(page: Page) -> list[str]:
    """Return what ends outside the screen, hides content, or runs into what is below it."""
    found: list[str] = page.evaluate(_OVERFLOW)
    return found


def texts(page: Page) -> list[dict[str, Any]]:
    """Return every visible text with its font size in px of the stage and its contrast."""
    found: list[dict[str, Any]] = page.evaluate(_TEXTS)
    return found


def cap_mm(px: float, size: tuple[int, int], panel: Panel) -> float:
    """Return how high a capital of this font size stands on the panel."""
    diagonal_px = (size[0] ** 2 + size[1] ** 2) ** 0.5
    return px * CAP_EM * panel.inches * 25.4 / diagonal_px
