MQTTv311: int
