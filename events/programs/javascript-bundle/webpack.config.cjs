const path = require("node:path");
const webpack = require("webpack");

// What a developer has while writing: each module evaluated by itself.
module.exports = {
  mode: "development",
  entry: "./src/main.js",
  output: { path: path.resolve(__dirname, "public/dev"), filename: "main.js" },
  plugins: [new webpack.DefinePlugin({ SHOP_DSN: JSON.stringify(process.env.SHOP_DSN) })],
};
