"""The emulated hardware of the town's three agents, wired as `plan` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract.kiosk import Kiosk
from hallenwart_sim.devices.camera import EmulatedCamera
from hallenwart_sim.devices.co_alarm import EmulatedCoAlarm
from hallenwart_sim.devices.contact import EmulatedContact
from hallenwart_sim.devices.door import EmulatedBeamPair
from hallenwart_sim.devices.ds18b20 import EmulatedDs18b20
from hallenwart_sim.devices.fire import EmulatedCallPoint, EmulatedFaultLoop, EmulatedLoop, EmulatedSmokeHead
from hallenwart_sim.devices.gm65 import EmulatedGm65
from hallenwart_sim.devices.kr_cu16 import EmulatedCu16
from hallenwart_sim.devices.mh_z19b import EmulatedMhZ19b
from hallenwart_sim.devices.nfc_cards import EmulatedCard, Ntag21x
from hallenwart_sim.devices.pms5003 import EmulatedPms5003
from hallenwart_sim.devices.relay_load import EmulatedRelayLoad
from hallenwart_sim.devices.siren import EmulatedSiren
from hallenwart_sim.town import camera_plan, door_plan, plan
from hallenwart_sim.town.doorway import BeamDoorway, Doorway, RadarDoorway
from hallenwart_sim.town.hands import Hands
from hallenwart_sim.town.plan import NORDPARK_1, NORDPARK_2, SUED_1, Wiring
from hallenwart_sim.town.seed_file import TRAINER
from hallenwart_sim.town.watch import Watched
from hallenwart_sim.world import Rig, World

_WALKING_SPEED: Final = 1.5
JANA, STRANGER = "jana", "stranger"
_STRANGERS_UID: Final = bytes.fromhex("04C2E39A117280")


@dataclass(slots=True)
class FireCorner:
    """Smoke head, heat sensor and siren of one agent."""

    smoke: EmulatedSmokeHead
    heat: EmulatedDs18b20
    siren: EmulatedSiren


@dataclass(slots=True)
class Hall:
    """What watches the big hall and the house around it. `dialler` is the contact to a GSM dialler: sounds when it dials."""

    smoke: EmulatedSmokeHead
    heat: EmulatedDs18b20
    dust: EmulatedPms5003
    co2: EmulatedMhZ19b
    call_point: EmulatedCallPoint
    panel: EmulatedLoop
    panel_fault: EmulatedFaultLoop
    co: EmulatedCoAlarm
    dialler: EmulatedSiren
    light: EmulatedRelayLoad
    heating: EmulatedRelayLoad


@dataclass(slots=True)
class Equipment:
    """`cards` are those people carry, `mains` and `tamper` the locker's own contacts, closed while all is well."""

    rigs: dict[str, Rig]
    wiring: dict[str, Wiring]
    doorways: dict[str, Doorway]
    fires: dict[str, FireCorner]
    hall: Hall
    loops: dict[str, EmulatedLoop]
    locker: EmulatedCu16
    codes: EmulatedGm65
    cards: dict[str, EmulatedCard]
    mains: EmulatedContact
    tamper: EmulatedContact
    camera: EmulatedCamera
    kiosk: Watched[Kiosk]
    hands: Hands


async def build(world: World, *, bus: bool, camera_port: int = 0) -> Equipment:
    """Build all devices; every key hangs in its compartment and nobody is inside. `bus`: Nordpark has one for radio heads."""
    rigs = {device.id: await world.add_rig(device.id) for device in plan.DEVICES}
    first = rigs[NORDPARK_1]
    locks = [each.lock for each in plan.COMPARTMENTS]
    locker, keypad, radar = first.locker(keys=locks), first.keypad(), first.ld2410()
    hall = _hall(first)
    cards, codes = first.pn532(), first.gm65()
    ports = {"locker": locker.port, "keypad": keypad.port, "particles": hall.dust.port, "presence": radar.port}
    ports |= {"cards": cards.port, "codes": codes.port, "co2": hall.co2.port}
    kiosk: Watched[Kiosk] = Watched()
    wiring = {NORDPARK_1: Wiring({name: str(port) for name, port in ports.items()}, str(first.w1_base))}
    door_radar = rigs[SUED_1].ld2450()
    wiring |= {NORDPARK_2: Wiring({}, str(rigs[NORDPARK_2].w1_base), bus=bus)}
    wiring |= {SUED_1: Wiring({"door": str(door_radar.port)}, str(rigs[SUED_1].w1_base))}
    return Equipment(
        rigs=rigs,
        wiring=wiring,
        doorways={
            "nordpark": BeamDoorway("nordpark", _beams(first), radar),
            "gymnastik": BeamDoorway("gymnastik", _beams(rigs[NORDPARK_2])),
            "sued": RadarDoorway("sued", door_radar, rigs[SUED_1].pir(door_plan.PIR_PIN)),
        },
        fires={name: _fire_corner(rigs[name], rom) for name, rom in plan.ROMS.items()},
        hall=hall,
        loops={name: rigs[name].loop(plan.ADC_LOOP) for name in (NORDPARK_1, NORDPARK_2)},
        locker=locker,
        codes=codes,
        cards={JANA: Ntag21x(bytes.fromhex(TRAINER.card)), STRANGER: Ntag21x(_STRANGERS_UID)},
        mains=first.contact(plan.MAINS_PIN),
        tamper=first.contact(plan.TAMPER_PIN),
        camera=first.camera(port=camera_port, shutter_pin=camera_plan.SHUTTER_PIN, lamp_pin=camera_plan.ON_AIR_PIN),
        kiosk=kiosk,
        hands=Hands(locker, keypad, cards, kiosk, locks=locks),
    )


def _beams(rig: Rig) -> EmulatedBeamPair:
    outer, inner = door_plan.BEAM_PINS
    return rig.beam_pair(outer, inner, speed=_WALKING_SPEED)


def _fire_corner(rig: Rig, rom: str) -> FireCorner:
    return FireCorner(_smoke_head(rig, plan.ADC_SMOKE), rig.ds18b20(rom, temp_c=20.5), rig.siren(plan.SIREN_PIN))


def _smoke_head(rig: Rig, channel: int) -> EmulatedSmokeHead:
    return rig.smoke_head(channel, full_scale_pct_m=plan.SMOKE_FULL_SCALE_PCT_M, zero_code=plan.SMOKE_ZERO_CODE)


def _hall(rig: Rig) -> Hall:
    return Hall(
        smoke=_smoke_head(rig, plan.ADC_HALL_SMOKE),
        heat=rig.ds18b20(plan.HALL_ROM, temp_c=19.0),
        dust=rig.pms5003(),
        co2=rig.mh_z19b(),
        call_point=EmulatedCallPoint(rig.loop(plan.ADC_CALL_POINT)),
        panel=rig.loop(plan.ADC_PANEL),
        panel_fault=rig.fault_loop(plan.ADC_PANEL_FAULT),
        co=EmulatedCoAlarm(rig.loop(plan.ADC_CO)),
        dialler=rig.siren(plan.DIALLER_PIN),
        light=rig.relay_load(plan.LIGHT_PIN),
        heating=rig.relay_load(plan.HEATING_PIN),
    )
