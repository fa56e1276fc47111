"""The same questions and the same result for hospital systems, in HL7 FHIR R4."""
