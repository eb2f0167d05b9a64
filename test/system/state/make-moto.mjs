import { makeMoto } from "../../../tools/lib/python.mjs";
import { runMain } from "../../../tools/lib/setup.mjs";

await runMain(makeMoto);
