// Collects the reviews that a service of another team answers with.
interface Reply {
  reviews: { stars: number; text: string }[];
}

function collect(body: string): number[] {
  const reply = JSON.parse(body) as Reply;
  const stars: number[] = [];
  for (const review of reply.reviews ?? []) {
    stars.push(review.stars);
  }
  return stars;
}

function summary(bodies: string[]): string {
  const stars = bodies.flatMap((body) => collect(body));
  return `${stars.length} reviews, best ${Math.max(...stars)}`;
}

export function main() {
  const good = '{"reviews": [{"stars": 5, "text": "good tea"}]}';
  console.log(summary([good]));
  console.log(summary([good, '{"error": "try again later", "code": 503}']));
}
