print("croute")
