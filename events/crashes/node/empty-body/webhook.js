// Reads what the payment service posts to the shop.
function readNotice(request) {
  const notice = JSON.parse(request.body);
  return { id: notice.id, paid: notice.state === "paid" };
}

function handle(request) {
  const notice = readNotice(request);
  return notice && notice.paid ? `order ${notice.id} is paid` : "nothing to do";
}

function main() {
  const requests = [
    { method: "POST", body: '{"id": 7714, "state": "paid"}' },
    { method: "POST", body: "" },
  ];
  for (const request of requests) {
    console.log(handle(request));
  }
}

module.exports = { main };
