// Calls the handler of each event of the queue.
const handlers = {
  ordered: (event) => `order ${event.order} came in`,
  paid: (event) => `order ${event.order} is paid`,
  shipped: (event) => `order ${event.order} left the house`,
};

function dispatch(event) {
  const handler = handlers[event.type];
  if (!handler) {
    return `nothing to do for ${event.type}`;
  }
  return handler(event);
}

function drain(queue) {
  const lines = [];
  while (queue.length > 0) {
    lines.push(dispatch(queue.shift()));
  }
  return lines;
}

function main() {
  const queue = [
    { type: "ordered", order: 7714 },
    { type: "refunded", order: 7702 },
    { type: "paid", order: 7714 },
  ];
  console.log(drain(queue).join("\n"));
}

module.exports = { main };
