// Messages of the warehouse.
const { EventEmitter } = require("node:events");

const warehouse = new EventEmitter();

warehouse.on("message", (text) => {
  console.log("packed", readMessage(text).count);
});

function readMessage(text) {
  return JSON.parse(text);
}

function receive(text) {
  warehouse.emit("message", text);
}

module.exports = { receive };
