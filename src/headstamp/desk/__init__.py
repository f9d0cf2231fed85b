"""What several rooms show together: who asks, stories of records, dashboard, work lists."""
