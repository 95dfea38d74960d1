import asyncio
from contextlib import asynccontextmanager

from hallenwart_contract.messages import Quality
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.screen_join import follow_button
from support.edge_time import until


class Button:
    def __init__(self, *, down: bool) -> None:
        self.down, self.gone, self.reads = down, False, 0

    def active(self) -> bool:
        self.reads += 1
        if self.gone:
            raise DriverFault("button", "the pin is gone")
        return self.down

    def close(self) -> None: ...

    async def read_again(self) -> None:
        reads = self.reads
        await until(lambda: self.reads > reads + 1)


@asynccontextmanager
async def followed(button: Button):
    pressed, told = [], []

    async def tell(component: str, quality: str, reason: str) -> None:
        told.append((component, quality, reason))

    task = asyncio.create_task(follow_button(button, lambda: pressed.append(1), tell))
    try:
        yield pressed, told
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_each_press_counts_once_and_one_that_is_held_from_the_start_does_not():
    button = Button(down=True)
    async with followed(button) as (pressed, _):
        await button.read_again()
        assert not pressed
        for _ in range(2):
            button.down = False
            await button.read_again()
            button.down = True
            await button.read_again()
            await button.read_again()
        assert len(pressed) == 2


async def test_a_button_that_cannot_be_read_is_told_and_tried_again(monkeypatch):
    monkeypatch.setattr("hallenwart_edge.screen_join.BUTTON_AGAIN_S", 0.02)
    button = Button(down=False)
    async with followed(button) as (pressed, told):
        await button.read_again()
        button.gone = True
        await until(lambda: told[-1] == ("button", Quality.FAULT, "the pin is gone"))
        button.gone, button.down = False, True
        await until(lambda: pressed == [1] and told[-1][1] == Quality.OK)
