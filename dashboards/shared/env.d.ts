/// <reference types="vite/client" />
/// <reference types="svelte" />
declare module "*.css";
declare module "@fontsource-variable/*";
declare module "hls.js/light" {
  export { default } from "hls.js";
}
