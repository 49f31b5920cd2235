import { describeProviders } from "./provider-suite";

describeProviders("pg");
