import "@fontsource-variable/atkinson-hyperlegible-next";
import "./tokens.css";
