import { describeLines } from "./lines-suite";

describeLines("pg");
