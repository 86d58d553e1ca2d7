"""A desktop's notifications that screen readers follow, as GNOME's are: each is a window with the role of one."""

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Atk", "1.0")
from gi.repository import Atk, Gio, GLib, Gtk  # noqa: E402

NODE = """
<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg direction="out" type="as"/></method>
<method name="GetServerInformation">
<arg direction="out" type="s"/><arg direction="out" type="s"/><arg direction="out" type="s"/><arg direction="out" type="s"/>
</method>
<method name="CloseNotification"><arg direction="in" type="u"/></method>
<method name="Notify">
<arg direction="in" type="s"/><arg direction="in" type="u"/><arg direction="in" type="s"/><arg direction="in" type="s"/>
<arg direction="in" type="s"/><arg direction="in" type="as"/><arg direction="in" type="a{sv}"/><arg direction="in" type="i"/>
<arg direction="out" type="u"/>
</method>
</interface></node>
"""
shown = {}


def show(title, body):
    number = len(shown) + 1
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    accessible = window.get_accessible()
    accessible.set_role(Atk.Role.NOTIFICATION)
    accessible.set_name(f"{title}: {body}")
    window.add(Gtk.Label(label=body))
    window.show_all()
    shown[number] = window
    return number


def answer(_connection, _sender, _path, _interface, method, arguments, call):
    if method == "GetCapabilities":
        call.return_value(GLib.Variant("(as)", (["body", "body-markup"],)))
    elif method == "GetServerInformation":
        call.return_value(GLib.Variant("(ssss)", ("test", "Vocom Bar", "1", "1.2")))
    elif method == "Notify":
        _app, _replaces, _icon, title, body = arguments.unpack()[:5]
        call.return_value(GLib.Variant("(u)", (show(title, body),)))
    else:
        window = shown.get(arguments.unpack()[0])
        if window is not None:
            window.hide()
        call.return_value(None)


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.register_object(
    "/org/freedesktop/Notifications", Gio.DBusNodeInfo.new_for_xml(NODE).interfaces[0], answer
)
Gio.bus_own_name_on_connection(
    bus,
    "org.freedesktop.Notifications",
    Gio.BusNameOwnerFlags.NONE,
    lambda *_: print("ready", flush=True),
    None,
)
Gtk.main()
