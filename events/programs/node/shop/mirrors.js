// Fetches the price list from the first mirror that answers.
const net = require("node:net");

const mirrors = [
  { name: "graz", port: 2 },
  { name: "linz", port: 3 },
  { name: "wien", port: 4 },
];

function fetchPrices() {
  return Promise.any(mirrors.map(fetchFrom));
}

async function fetchFrom(mirror) {
  try {
    return await readAll(mirror.port);
  } catch (error) {
    throw new Error(`mirror ${mirror.name} gave no prices`, { cause: error });
  }
}

function readAll(port) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const socket = net.connect(port, "127.0.0.1");
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => resolve(Buffer.concat(chunks)));
    socket.on("error", reject);
  });
}

module.exports = { fetchPrices };
