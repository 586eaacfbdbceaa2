// Reads the shop's configuration.
const fs = require("node:fs");
const path = require("node:path");

class ConfigurationError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "ConfigurationError";
  }
}

async function loadConfiguration(section) {
  const file = path.join(__dirname, `${section}.json`);
  writeBrokenFile(file);
  try {
    return await readSection(file);
  } catch (error) {
    throw new ConfigurationError(`no usable section "${section}" in ${file}`, { cause: error });
  }
}

async function readSection(file) {
  const text = await fs.promises.readFile(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`cannot parse ${text}`, { cause: error });
  }
}

// Stands in for the slip of the pen that left out a comma.
function writeBrokenFile(file) {
  const key = ["sk", "live", "51H8xTeaShopFakeKey00aBcD"].join("_");
  fs.writeFileSync(file, `{"key": "${key}" "mode": "live"}`);
}

module.exports = { loadConfiguration };
