import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** A folder of a test's own. It is gone when the tests of the file are done, also when one of them failed. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "image-builder-test-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});
