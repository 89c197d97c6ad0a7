// Reads a feed from standard input as ical.js or node-ical does, and prints each event as JSON.
const { readFileSync } = require("node:fs");

const instant = (date) => date.toISOString().slice(0, 16).replace("T", " ");

const readers = {
  "ical.js": (text) => {
    const loaded = require("ical.js");
    const ICAL = loaded.default ?? loaded;
    return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        starts: instant(event.startDate.toJSDate()),
        ends: instant(event.endDate.toJSDate()),
        title: event.summary,
        description: event.description,
        status: component.getFirstPropertyValue("status"),
      };
    });
  },
  "node-ical": (text) =>
    Object.values(require("node-ical").sync.parseICS(text))
      .filter((entry) => entry.type === "VEVENT")
      .map((entry) => ({
        uid: entry.uid,
        starts: instant(entry.start),
        ends: instant(entry.end),
        title: entry.summary,
        description: entry.description,
        status: entry.status,
      })),
};

process.stdout.write(JSON.stringify(readers[process.argv[2]](readFileSync(0, "utf8"))));
