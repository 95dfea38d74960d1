/// <reference types="vite/client" />
/// <reference types="svelte" />
declare module "*.css";
declare module "@fontsource-variable/*";
