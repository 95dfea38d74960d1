import type { Layout, Sizes } from "./sizes";

const px = (value: number): string => `${Math.round(value * 100) / 100}px`;

/** The sizes as custom properties; set through the style API, because the pages' policy forbids style attributes. */
export function variables(sizes: Sizes): Record<string, string> {
  return { "--w": px(sizes.width), "--h": px(sizes.height), "--u": px(sizes.u), "--row": px(sizes.row), "--min": px(sizes.min) };
}

export function boardVariables(layout: Layout): Record<string, string> {
  return {
    "--head-h": px(layout.head),
    "--ended-h": px(layout.ended),
    "--thead-h": px(layout.thead),
    "--body-h": px(layout.body),
    "--row-h": px(layout.rowPx),
    "--hall-h": px(layout.hallPx),
    "--low-h": px(layout.low),
    "--video-h": px(layout.video),
    "--foot-h": px(layout.foot),
    "--gap": px(layout.gap),
    "--pad-x": px(layout.padX),
    "--pad-top": px(layout.padTop),
    "--pad-bottom": px(layout.padBottom),
  };
}

/** Keeps these properties on an element. */
export function styled(of: () => Record<string, string>): (element: HTMLElement) => void {
  return (element) => {
    for (const [name, value] of Object.entries(of())) element.style.setProperty(name, value);
  };
}
