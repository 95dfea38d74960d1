import "../shared/styles/base";
import "../shared/styles/app.css";
import "./manager.css";
import "./alarm/alarm.css";
import "./fire/fire.css";
import "./duty/duty.css";
import "./exchange/exchange.css";
import "./office/office.css";
import "./places/places.css";
import { mount } from "svelte";
import App from "./App.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("the page has no #app");
mount(App, { target });
