// Reads a list of ELK graphs on standard input and writes them back with positions.
// Run by layouts.py; elkjs is the Eclipse Layout Kernel, compiled to JavaScript.
import ELK from "elkjs/lib/elk.bundled.js";

let text = "";
for await (const part of process.stdin) text += part;
const elk = new ELK();
const placed = [];
for (const graph of JSON.parse(text)) placed.push(await elk.layout(graph));
process.stdout.write(JSON.stringify(placed));
