"""What a laboratory is asked and finds: requests with exhibits, examinations, test fires, ballistic leads, guns inferred from hits.

A lead is never a hit: a hit is a lead that one examiner compared under the microscope and a second one verified.
"""
