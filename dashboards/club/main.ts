import "../shared/styles/base";
import "../shared/styles/app.css";
import "./club.css";
import "./booking.css";
import { mount } from "svelte";
import App from "./App.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("the page has no #app");
mount(App, { target });
