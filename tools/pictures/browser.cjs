const { existsSync } = require("node:fs");
const { chromium } = require("playwright-core");

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Debian's chromium, without a window: for the pictures, and for the tests of the page.
 *
 * @param {string[]} args further arguments of its command line
 */
exports.openBrowser = async (...args) => {
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error(
      "there is no chromium in /usr/bin; test/system/install.sh installs it on Debian and Ubuntu",
    );
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage", ...args] });
};
