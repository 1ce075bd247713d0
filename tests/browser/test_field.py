"""What archives are drawn from, in a real browser: counts by cell, hits, and playback's frames."""

from typing import Any

import pytest
from playwright.sync_api import Page

from kashmir_map.map.assets import field_script
from kashmir_map.timeline import script

# A thousand made-up events; the generator is Park and Miller's, so that a failure can be repeated.
MAKE = """
    window.dice = (seed) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    window.make = (n, seed) => {
        const roll = dice(seed);
        const file = new ArrayBuffer(20 * n);
        const starts = Array.from({ length: n }, () => Math.floor(roll() * 400) * 720);
        new Int32Array(file, 0, n).set(starts.sort((a, b) => a - b));
        const lengths = [1, 60, 1440, 1440, 30 * 1440, 200 * 1440];
        new Int32Array(file, 4 * n, n).set(starts.map(() => lengths[Math.floor(roll() * 6)]));
        new Int32Array(file, 8 * n, n).set(starts.map(() => 1e6 * (30 + 8 * roll())));
        new Int32Array(file, 12 * n, n).set(starts.map(() => 1e6 * (70 + 12 * roll())));
        new Uint8Array(file, 18 * n, n).set(starts.map(() => Math.floor(roll() * 4)));
        new Uint8Array(file, 19 * n, n).set(starts.map(() => Math.floor(roll() * 5)));
        return file;
    };
    window.view = (start, end, more = {}) => ({
        start, end, hidden: new Uint8Array(20), scale: 64, left: 11500, top: 6300,
        width: 700, height: 500, ...more,
    });
"""


@pytest.fixture
def field(page: Page) -> Page:
    """An empty page with the scripts that count and draw."""
    page.goto("about:blank")
    page.add_script_tag(content=field_script())
    page.evaluate(MAKE)
    return page


def test_a_window_that_moves_counts_what_one_that_jumps_counts(field: Page) -> None:
    differences: list[Any] = field.evaluate(
        """() => {
            const moving = new kashmirField.Field(make(1000, 7));
            const roll = dice(11);
            const found = [];
            let [start, end] = [50000, 90000];
            for (let turn = 0; turn < 300; turn += 1) {
                if (roll() < 0.1) [start, end] = [roll() * 288000, roll() * 288000];
                start += Math.round((roll() - 0.5) * 6000);
                end += Math.round((roll() - 0.5) * 6000);
                const sorted = [start, end].map(Math.floor).sort((a, b) => a - b);
                [start, end] = [sorted[0], sorted[1] + 1];
                const hidden = new Uint8Array(20);
                if (roll() < 0.2) hidden[Math.floor(roll() * 4)] = 1;
                const asked = view(start, end, { hidden, left: roll() < 0.1 ? 11400 : 11500 });
                const fresh = new kashmirField.Field(make(1000, 7));
                const [one, other] = [moving.count(asked), fresh.count({ ...asked })];
                const cells = fresh.grid.cells;
                const grids = ["number", "fine", "which"].map((grid) =>
                    [moving, fresh].map((each) => each[grid].subarray(0, cells).join()));
                const same = JSON.stringify(one) === JSON.stringify(other)
                    && grids.every(([a, b]) => a === b);
                if (!same) found.push([turn, start, end, one, other]);
            }
            return found;
        }"""
    )

    assert differences == []


def test_counts_are_those_of_looking_at_every_event(field: Page) -> None:
    counted, looked = field.evaluate(
        """() => {
            const file = make(1000, 3);
            const field = new kashmirField.Field(file);
            const hidden = new Uint8Array(20);
            hidden[2] = 1;
            const [start, end] = [100000, 140000];
            const counted = field.count(view(start, end, { hidden }));
            const looked = { inWindow: 0, wide: 0, inView: 0 };
            for (let i = 0; i < 1000; i += 1) {
                const meets = field.start[i] < end && field.start[i] + field.length[i] > start;
                if (!meets || field.type[i] === 2) continue;
                looked.inWindow += 1;
                if (field.precision[i] >= 3) { looked.wide += 1; continue; }
                const [x, y] = [field.x[i] * 64, field.y[i] * 64];
                // Cells at the edge may reach beyond the view.
                const [right, low] = [Math.ceil(12200 / 10) * 10, Math.ceil(6800 / 10) * 10];
                if (x >= 11500 && x < right && y >= 6300 && y < low) looked.inView += 1;
            }
            return [counted, looked];
        }"""
    )

    assert counted == looked
    assert 0 < counted["inView"] < counted["inWindow"]
    assert counted["wide"]


def test_every_mark_is_hit_and_tells_the_events_that_it_stands_for(field: Page) -> None:
    marks, told, wrong = field.evaluate(
        """() => {
            const field = new kashmirField.Field(make(1000, 5));
            field.count(view(0, 300000));
            let [marks, told, wrong] = [0, 0, 0];
            for (let cell = 3; cell < field.grid.cells; cell += 1) {
                const n = field.number[cell];
                if (!n) continue;
                marks += 1;
                const [x, y] = field.middle(cell);
                const hit = field.under(x, y);
                const { positions, total } = field.members(hit.cell);
                told += total;
                if (hit.n !== total || positions.length !== total) wrong += 1;
                if (total === 1 && positions[0] !== hit.i) wrong += 1;
            }
            return [marks, told, wrong];
        }"""
    )

    assert marks > 100
    assert told >= marks
    assert wrong == 0


def test_a_point_beside_every_mark_hits_nothing(field: Page) -> None:
    assert field.evaluate(
        """() => {
            const field = new kashmirField.Field(make(4, 5));
            field.count(view(0, 300000, { left: 0, top: 0, scale: 8, width: 2000, height: 2000 }));
            const cell = field.number.findIndex((n, i) => n === 1 && i >= 3);
            const [x, y] = field.middle(cell);
            return [Boolean(field.under(x + 3, y)), Boolean(field.under(x + 12, y))];
        }"""
    ) == [True, False]


@pytest.mark.parametrize("step", ["hour", "day", "month", "year"])
@pytest.mark.parametrize("up_to", [False, True])
def test_playback_passes_no_event_of_record_or_archive(
    page: Page, step: str, *, up_to: bool
) -> None:
    page.goto("about:blank")
    page.add_script_tag(
        content=script() + "\nglobalThis.parts = { played, rewound, Visible, Counted, Archives };",
        type="module",
    )
    page.wait_for_function("globalThis.parts")
    page.evaluate(MAKE)
    missed = page.evaluate(
        """([step, upTo]) => {
            const minutes = { hour: 60, day: 1440, month: 43200, year: 525600 }[step];
            const missed = [];
            for (const n of [1, 7, 400]) {
                for (const steps of [20, 200]) {
                    const roll = dice(n * steps + minutes);
                    const reach = minutes * steps;
                    const made = (k) => {
                        const at = () => Math.floor(roll() * reach);
                        const lasts = () => 1 + Math.floor(roll() * 3 * minutes);
                        const start = Int32Array.from({ length: k }, at).sort();
                        const end = start.map((begun) => Math.min(reach, begun + lasts()));
                        return { start, end };
                    };
                    const [ours, theirs] = [made(Math.min(n, 40)), made(n)];
                    const record = new parts.Visible({
                        types: ["clash"], type: new Array(ours.start.length).fill(0),
                        start: ours.start, length: ours.end.map((at, i) => at - ours.start[i]),
                    }, { hidden: new Set(), without: [] });
                    const archives = new parts.Archives(() => {});
                    archives.rows.set("one", {
                        counted: new parts.Counted({ ...theirs, type: new Uint8Array(n) }, [false]),
                    });
                    const together = archives.with(record);
                    const span = [0, reach];
                    for (const width of [1, 3, 10]) {
                        const seen = [new Set(), new Set()];
                        let window = upTo ? [0, minutes] : [0, Math.min(reach, width * minutes)];
                        let frames = 0;
                        for (; window && frames < 20000; frames += 1) {
                            [ours, theirs].forEach(({ start, end }, k) => start.forEach((at, i) => {
                                if (at < window[1] && end[i] > window[0]) seen[k].add(i);
                            }));
                            window = parts.played({ window, span, step, upTo }, together);
                        }
                        const all = seen[0].size === ours.start.length && seen[1].size === n;
                        const sizes = seen.map((one) => one.size);
                        if (!all || window) missed.push([n, steps, width, sizes, frames]);
                    }
                }
            }
            return missed;
        }""",
        [step, up_to],
    )

    assert missed == []
