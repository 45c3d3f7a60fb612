"""The browser door for coordinators: queues, announcements and reports. It is not built yet."""
