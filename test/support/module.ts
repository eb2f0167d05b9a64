import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "./root";

/**
 * Calls a function of an ES module, which jest cannot load, in one process for the whole file: to start a process for each
 * call takes most of a test's time.
 *
 * @param imports the module's first lines; paths are from the root of the repository.
 * @param call the function, as code. What it is given and what it gives back go through JSON.
 */
export function useModule<Given, Answer>(imports: string, call: string): (given: Given) => Promise<Answer> {
  let child: ChildProcess | undefined;
  beforeAll(() => {
    const code = `${imports}
      const call = ${call};
      process.on("message", async (given) => process.send(await call(given)));`;
    child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
  });
  afterAll(async () => {
    if (child?.connected) await Promise.all([once(child, "exit"), child.kill()]);
  });
  return async (given) => {
    if (!child?.connected) throw new Error("the process of the module has ended; what it printed is above");
    const ended = new AbortController();
    const end = () => ended.abort(new Error("the module's process ended; what it printed is above"));
    child.once("exit", end);
    try {
      child.send(given as object);
      const [answer] = await once(child, "message", { signal: ended.signal });
      return answer;
    } catch (error) {
      throw ended.signal.aborted ? ended.signal.reason : error;
    } finally {
      child.removeListener("exit", end);
    }
  };
}
