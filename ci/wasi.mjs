// Runs a program for WASI under Node: `node --no-warnings ci/wasi.mjs PROGRAM ARGUMENT..`. It sees this environment and
// the folder that it is started in.
import { readFile } from "node:fs/promises";
import { cwd, env, argv, exit } from "node:process";
import { WASI } from "node:wasi";

const args = argv.slice(2);
const wasi = new WASI({ version: "preview1", args, env, preopens: { [cwd()]: cwd() } });
const program = await WebAssembly.compile(await readFile(args[0]));
exit(wasi.start(await WebAssembly.instantiate(program, wasi.getImportObject())));
