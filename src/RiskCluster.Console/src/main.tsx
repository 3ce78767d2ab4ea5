import { render } from "preact";
import { App } from "./app";
import { startClock } from "./state/clock";
import { startRouting } from "./state/route";
import { startTheme } from "./state/theme";
import "./styles/base.css";
import "./styles/tables.css";
import "./styles/views.css";
import { startKeys } from "./ui/keys";

startTheme();
startClock();
startRouting();
startKeys();
render(<App />, document.getElementById("app")!);
