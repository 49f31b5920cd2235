import { describeLines } from "./lines-suite";

describeLines("pglite");
