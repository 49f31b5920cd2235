import { describeProviders } from "./provider-suite";

describeProviders("pglite");
